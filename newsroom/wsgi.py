"""The archive as a WSGI application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.statement_limits import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

limit_statements()
application = get_wsgi_application()
