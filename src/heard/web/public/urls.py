"""The addresses of the public's door. None of them holds anything about anybody."""

from django.urls import path

from heard.web.public import adult_urls, child_urls, coming_back_urls, leaving, published, you_said

urlpatterns = [
    path("leave/", leaving.leave, name="leave"),
    path("you-said/", you_said.you_said, name="public-you-said"),
    path("published-figures/", published.figures, name="public-figures"),
    path("published-figures/report.<str:form>", published.file, name="public-figures-file"),
    path("published-figures/children/", published.for_children, name="public-figures-children"),
    path("you-said/children/", you_said.for_children, name="public-you-said-children"),
    *coming_back_urls.urlpatterns,
    *child_urls.urlpatterns,
    *adult_urls.urlpatterns,
]
FREE = {one.name for one in urlpatterns}
