from django.db import migrations, models


class Migration(migrations.Migration):
    """Codes are counted by where they were asked for. None lives longer than minutes."""

    dependencies = [("people", "0002_failures_have_a_source")]

    operations = [
        migrations.RunSQL("DELETE FROM people_onetimecode", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="onetimecode",
            name="source_index",
            field=models.BinaryField(max_length=32, default=b""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["source_index", "-sent_at"], name="code_by_source"),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["sent_at"], name="code_by_age"),
        ),
    ]
