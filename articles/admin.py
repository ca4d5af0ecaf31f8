"""What the desk edits here; how, is told by the modules of `articles.desk`."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry

from articles.desk.audit import JournalAdmin
from articles.desk.glossary import GlossaryAdmin
from articles.desk.hashtags import HashtagAdmin
from articles.desk.paper import AuthorAdmin, PublicationAdmin, SectionAdmin
from articles.desk.stories import ArticleAdmin
from articles.models import Article, Author, GlossaryEntry, Hashtag, Publication, Section

admin.site.register(Article, ArticleAdmin)
admin.site.register(Section, SectionAdmin)
admin.site.register(Author, AuthorAdmin)
admin.site.register(Hashtag, HashtagAdmin)
admin.site.register(Publication, PublicationAdmin)
admin.site.register(LogEntry, JournalAdmin)
admin.site.register(GlossaryEntry, GlossaryAdmin)
