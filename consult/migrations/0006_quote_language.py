from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("core", "0005_version_pdf")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Remark",
            name="quote_language",
            field=fields.CharField(default="", db_default="", max_length=12),
        ),
    ]
