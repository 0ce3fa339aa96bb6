"""The addresses of the child's door, and of the pages that every door leads to."""

from django.urls import path

from heard.web.public import child, shared

urlpatterns = [
    path("tell/", child.start, name="child-start"),
    path("tell/check/", child.check, name="child-check"),
    path("tell/sent/", child.sent, name="child-sent"),
    path("tell/easy/", child.easy, name="child-easy"),
    path("tell/<slug:name>/", child.step, name="child-step"),
    path("hide/", shared.hide, name="public-hide"),
    path("safe/", shared.safe, name="public-safe"),
    path("what-happens/", shared.private, name="public-private"),
]
# Looking at these is not being at work, whoever is signed in beside.
for _one in urlpatterns:
    _one.callback.for_anybody = True  # type: ignore[attr-defined]
    _one.callback.in_languages = True  # type: ignore[attr-defined]
