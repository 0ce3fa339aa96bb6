"""The addresses of the public's door. None of them holds anything about anybody."""

from django.urls import path

from heard.web.public import adult_urls, child_urls, coming_back_urls, leaving

urlpatterns = [
    path("leave/", leaving.leave, name="leave"),
    *coming_back_urls.urlpatterns,
    *child_urls.urlpatterns,
    *adult_urls.urlpatterns,
]
FREE = {one.name for one in urlpatterns}
