"""Addresses of the basket."""

from django.urls import path

from articles.clippings import views

app_name = "clippings"

urlpatterns = [
    path("clippings/", views.show_basket, name="basket"),
    path("clippings/add/", views.add, name="add"),
    path("clippings/change/", views.change, name="change"),
    path("clippings/print/", views.print_basket, name="print"),
    path("clippings/clippings.docx", views.save_docx, name="docx"),
]
