"""Bantuan: the staff guide in the application, opened at the reader's own page, and the quick guide to print."""

from flask import abort, redirect, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.shell import guide_pages
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.keys import KEYS
from models.actions.core.office_facts import sop_in_force
from models.tables import SopStep


class GuideScreen(GuardedPage):
    """The guide everybody reads."""

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the page of one's role, or what a search in the guide finds."""
        asked = request.args.get("cari", "").strip()
        if asked:
            return self._render(None, asked=asked, found=guide_pages.search(asked))
        return redirect(self.get_url(".one", page=_own_page()))

    @expose("/<page>")
    def one(self, page: str) -> ResponseReturnValue:
        """Show one page of the guide."""
        found = guide_pages.guide_page(page)
        if found is None:
            abort(404)
        return self._render(found)

    @expose("/gambar/<picture>")
    def picture(self, picture: str) -> ResponseReturnValue:
        """Send a picture of the guide."""
        folder = next((place for place in guide_pages.ALL_PICTURES if (place / picture).is_file()), None)
        return send_from_directory(folder, picture) if folder else abort(404)

    @expose("/ringkas")
    def quick(self) -> ResponseReturnValue:
        """Show the quick guide: one sheet with the nine steps, the keys and what to do when."""
        steps = SopStep.select().where(SopStep.version == sop_in_force(now())).order_by(SopStep.step)
        odd = guide_pages.part(guide_pages.OPENING, "bila-ada-yang-janggal")
        return self.render("shell/quick_guide.html", steps=list(steps), key_groups=KEYS, odd=odd)

    def _render(self, page: guide_pages.GuidePage | None, **words: object) -> ResponseReturnValue:
        groups = guide_pages.contents()
        return self.render("shell/guide.html", page=page, groups=groups, mine=_own_page(), **words)


def _own_page() -> str:
    role = signed_in_actor().role
    return guide_pages.OF_ROLE[role] if role else guide_pages.OPENING
