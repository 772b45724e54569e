"""Setting up posts."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.queries import locations
from center.security.blueprint import bp
from center.security.choices import chosen_location
from center.security.forms import PostForm, SwitchForm
from center.security.permissions import SecurityPermission
from center.security.queries import post_or_404, posts
from center.security.service import add_post, switch_post
from center.ui.tables import Column

COLUMNS = (
    Column("name", _l("Tên chốt"), "main"),
    Column("code", _l("Mã"), "code"),
    Column("location", _l("Qua chốt là vào"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
    Column("act", _l("Đóng, mở"), "actions"),
)


@bp.route("/security/posts/setup", methods=["GET", "POST"])
@requires(SecurityPermission.ESCAPE)
def post_list() -> ResponseReturnValue:
    """Show every post, and add one."""
    form = PostForm().offer(locations())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            post = add_post(
                form.code.data,
                form.name.data,
                chosen_location(form.location_id),
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã lập chốt %(name)s.", name=post.name), "success")
            return redirect(url_for(".post_list"), 303)
    page = render_template(
        "security/posts/setup.html",
        form=form,
        switch=SwitchForm(formdata=None),
        posts=posts(active_only=False),
        columns=COLUMNS,
    )
    return page, 422 if form.errors else 200


@bp.post("/security/posts/<int:post_id>/open")
@requires(SecurityPermission.ESCAPE)
def open_post(post_id: int) -> ResponseReturnValue:
    """Put a post into use again."""
    return _switch(post_id, active=True)


@bp.post("/security/posts/<int:post_id>/close")
@requires(SecurityPermission.ESCAPE)
def close_post(post_id: int) -> ResponseReturnValue:
    """Take a post out of use; what was scanned there stays."""
    return _switch(post_id, active=False)


def _switch(post_id: int, *, active: bool) -> ResponseReturnValue:
    with unit_of_work():
        post = post_or_404(post_id)
        switch_post(post, active=active, actor=current_actor(), now=clock().now())
    sentence = (
        _("Đã mở chốt %(name)s.", name=post.name) if active else _("Đã đóng chốt %(name)s.", name=post.name)
    )
    flash(sentence, "success")
    return redirect(url_for(".post_list"), 303)
