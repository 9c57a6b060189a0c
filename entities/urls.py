"""Addresses of the registry of programs."""

from django.urls import path

from entities import views

app_name = "entities"

urlpatterns = [
    path("programs/", views.list_programs, name="programs"),
    path("programs/<slug:slug>/", views.show_program, name="program"),
]
