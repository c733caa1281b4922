"""For tests of every context: what the platform does between two requests."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from pypdf import PdfReader


def deliver() -> None:
    """Do every background job and deliver every message that is committed by now.

    In a thread of its own: a journey's browser may have a loop running in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as jobs:
        jobs.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def words_of(document: bytes) -> str:
    """What a PDF says, page after page, without any spaces: where lines break says nothing."""
    pages = PdfReader(BytesIO(document)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)
