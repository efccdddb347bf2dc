"""Every screen in menu order: the back office's table of contents."""

from pathlib import Path

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_admin import Admin, AdminIndexView, BaseView, expose
from flask_admin.theme import Bootstrap4Theme

from admin_app.guarded_page import Guarded
from admin_app.safe_headers import csp_nonce
from admin_app.signing_in import HOME

TRANSLATIONS = Path(__file__).parent / "translations"


class Home(Guarded, AdminIndexView):
    """The address itself leads to Meja Kerja; Flask-Admin's files are served from here."""

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Go to Meja Kerja."""
        return redirect(HOME)

    def is_visible(self) -> bool:
        """Stay out of the menu."""
        return False


def screens() -> tuple[BaseView, ...]:
    """Make every screen, in menu order; a group's name is the screen's category."""
    return ()


def add_screens(app: Flask) -> Admin:
    """Put the screens into the app."""
    admin = Admin(
        app,
        name="Aduan",
        index_view=Home(url="/"),
        theme=Bootstrap4Theme(base_template="aduan/admin_base.html", fluid=True),
        translations_path=str(TRANSLATIONS),
        csp_nonce_generator=csp_nonce,
    )
    for screen in screens():
        admin.add_view(screen)
    app.jinja_env.globals.update(admin_menu=admin.menu)
    return admin
