"""Addresses of the registry of programs."""

from django.urls import path

from articles.views.event_pages import show_program_events
from articles.views.figure_pages import show_program_figures
from entities import text_view, views

app_name = "entities"

urlpatterns = [
    path("programs/", views.list_programs, name="programs"),
    path("find-entities/", text_view.find_in_text, name="find_in_text"),
    path("programs/<slug:slug>/", views.show_program, name="program"),
    path("programs/<slug:slug>/events/", show_program_events, name="program_events"),
    path("programs/<slug:slug>/figures/", show_program_figures, name="program_figures"),
]
