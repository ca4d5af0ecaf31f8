"""What the desk does with ads; how, is told by the modules of `classifieds.desk`."""

from django.contrib import admin

from classifieds.desk.ads import AdAdmin
from classifieds.desk.categories import CategoryAdmin, ContactBanAdmin, FieldAdmin, PlaceAdmin
from classifieds.models import Ad, Category, ContactBan, Field, Place

admin.site.register(Ad, AdAdmin)
admin.site.register(Category, CategoryAdmin)
admin.site.register(Field, FieldAdmin)
admin.site.register(Place, PlaceAdmin)
admin.site.register(ContactBan, ContactBanAdmin)
