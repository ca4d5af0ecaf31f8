"""What the desk does with comments; how, is told by the modules of `comments.desk`."""

from django.contrib import admin

from comments.desk.comments import CommentAdmin, RulingAdmin, StopWordAdmin
from comments.models import Comment, Ruling, StopWord

admin.site.register(Comment, CommentAdmin)
admin.site.register(StopWord, StopWordAdmin)
admin.site.register(Ruling, RulingAdmin)
