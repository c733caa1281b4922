from django.db import migrations, models


class Migration(migrations.Migration):
    """A failure comes from an address or from a device that the account knows: from a source."""

    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="signinfailure", name="failure_by_name"),
        migrations.RemoveIndex(model_name="signinfailure", name="failure_by_address"),
        migrations.RenameField("signinfailure", "address_index", "source_index"),
        migrations.AddIndex(
            model_name="signinfailure",
            index=models.Index(fields=["source_index", "at"], name="failure_by_source"),
        ),
        migrations.AddIndex(
            model_name="signinfailure",
            index=models.Index(fields=["at"], name="failure_by_age"),
        ),
    ]
