"""What the desk's pages have in common that judge or read what comes from elsewhere, and write nothing themselves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from people.guarding import wants_json

CONFLICT, UNFIT = 409, 422


class WritesNothing:
    """A ModelAdmin whose rows nobody adds, changes or deletes at the desk, whatever their rights."""

    def has_add_permission(self, request):
        """Rows come from elsewhere."""
        return False

    def has_change_permission(self, request, obj=None):
        """And stay as they are."""
        return False

    def has_delete_permission(self, request, obj=None):
        """For ever: what must go is taken away from readers, which can be undone."""
        return False


class Judges(WritesNothing):
    """A ModelAdmin with pages of its own, on whose rows those who hold `permission` decide.

    `drawn(request, things)` of the subclass gives {id of a row: its HTML}, with what `row_context` holds.
    """

    permission = ""
    home = "changelist"
    """The page to return to when a form names none: the end of its address's name."""

    def has_view_permission(self, request, obj=None):
        """Let those in who decide."""
        return request.user.has_perm(self.permission)

    has_module_permission = has_view_permission

    def refuse_strangers(self, request):
        """Raise PermissionDenied for who may not decide."""
        if not self.has_view_permission(request):
            raise PermissionDenied

    def back_of(self, request):
        """Return where the person came from, if that is a page of this desk."""
        if request.method == "GET":
            return request.get_full_path()
        wanted, ours = request.POST.get("back", ""), reverse("admin:app_list", args=[self.opts.app_label])
        is_ours = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(ours)
        return wanted if is_ours else reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{self.home}")

    def say(self, request, said, things, status=200):
        """Answer a form by a redirect, and a script by the rows of the things as they are now."""
        if wants_json(request):
            return JsonResponse({"said": said, "rows": self.drawn(request, things)}, status=status)
        (messages.error if status != 200 else messages.success)(request, said)
        return redirect(self.back_of(request))

    def page(self, request, template, context, status=200):
        """Render a page of this desk."""
        around = self.admin_site.each_context(request) | self.row_context(request) | {"opts": self.opts}
        name = f"admin/{self.opts.app_label}/{self.opts.model_name}/{template}"
        return render(request, name, around | context, status=status)

    def row_context(self, request):
        """Return what every row is drawn with."""
        return {"back": self.back_of(request)}
