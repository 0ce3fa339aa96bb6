"""The addresses of the public's door. None of them holds anything about anybody."""

from django.urls import path

from heard.web.public import leaving

urlpatterns = [
    path("leave/", leaving.leave, name="leave"),
]
FREE = {one.name for one in urlpatterns}
