from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0003_translations")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Paragraph",
            name="description",
            field=fields.TextField(null=True, unique=False),
        ),
        ops.AddField(
            model_name="Paragraph",
            name="picture",
            field=fields.CharField(default="", db_index=True, db_default="", max_length=64),
        ),
    ]
