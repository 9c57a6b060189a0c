"""Addresses of readers' reports."""

from django.urls import path

from articles.reports import tickets, views

app_name = "reports"

urlpatterns = [
    path("report/", views.report_page, name="page"),
    path("report/<int:public_id>/", views.report_article, name="article"),
    path("report/status/", tickets.look_up, name="status"),
    path("report/t/<str:number>/", tickets.show_ticket, name="ticket"),
]
