import django.db.models.deletion
from django.db import migrations, models

# The hash that the draw names is that of this very text, and neither can change without the other.
KEPT = """
ALTER TABLE allocation_drawinput
  ADD CONSTRAINT draw_input_is_what_was_hashed
    CHECK (input_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  ADD CONSTRAINT draw_input_is_of_its_draw
    FOREIGN KEY (draw_id, input_hash) REFERENCES allocation_draw (id, input_hash);
"""

UNDO = """
ALTER TABLE allocation_drawinput
  DROP CONSTRAINT draw_input_is_of_its_draw,
  DROP CONSTRAINT draw_input_is_what_was_hashed;
"""


class Migration(migrations.Migration):
    """What went into a draw is kept with it, so that it can always be computed again (7.2.b)."""

    dependencies = [("allocation", "0002_place_agrees_with_its_group"), ("schools", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.UniqueConstraint(
                fields=["id", "input_hash"], name="draw_with_its_input"
            ),
        ),
        migrations.CreateModel(
            name="DrawInput",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("input_hash", models.CharField(max_length=64)),
                ("text", models.TextField()),
                (
                    "draw",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="input",
                        to="allocation.draw",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(KEPT, UNDO),
    ]
