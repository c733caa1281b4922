import pytest
from django.test import Client


@pytest.mark.django_db
def test_tells_everybody_what_is_kept_and_under_which_licence(client: Client) -> None:
    answer = client.get("/about/")

    assert answer.status_code == 200
    assert "身份证号和电话号码加密保存" in answer.text
    assert "GNU Affero" in answer.text
