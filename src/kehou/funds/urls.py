from django.urls import path

from kehou.funds.pages import settle, settlements

app_name = "funds"
urlpatterns = [
    path("settlements/", settlements, name="settlements"),
    path("settlements/settle/", settle, name="settle"),
]
