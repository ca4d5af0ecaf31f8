"""What the desk does with corrections; how, is told by the modules of `corrections.desk`."""

from django.contrib import admin

from corrections.desk.tickets import TicketAdmin
from corrections.models import Ticket

admin.site.register(Ticket, TicketAdmin)
