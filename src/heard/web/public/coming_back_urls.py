"""The addresses of coming back and of one's own page."""

from django.urls import path

from heard.web.public import coming_back, my_page, my_promises

urlpatterns = [
    path("code/", coming_back.code, name="public-code"),
    path("code/link/", coming_back.link, name="public-link"),
    path("code/link/<str:secret>/", coming_back.use, name="use-link"),
    path("my/", my_page.page, name="my-page"),
    path("my/say/", my_page.say, name="my-say"),
    path("my/go-on/", my_page.go_on, name="my-go-on"),
    path("my/stop/", my_page.stop, name="my-stop"),
    path("my/how-it-was/", my_page.how_it_was, name="my-how"),
    path("my/agree/", my_page.agree, name="my-agree"),
    path("my/trust-nobody/", my_page.trust_nobody, name="my-trust"),
    path("my/promises/<int:number>/", my_promises.promise, name="my-promise"),
    path("my/changed/<int:number>/", my_promises.changed, name="my-changed"),
    path("my/letters/<int:number>/", my_page.letter, name="my-letter"),
]
# Those who come back by a code read these in their language; the pages of the link by e-mail are for adults.
for _one in urlpatterns:
    _one.callback.in_languages = "link" not in str(_one.name)  # type: ignore[attr-defined]
