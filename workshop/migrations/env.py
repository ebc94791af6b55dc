"""Alembic's entry: run on the connection that ``Database.migrate`` hands over."""

from alembic import context

from workshop.models import Table

connection = context.config.attributes.get("connection")
if connection is None:  # the alembic command, while writing a new migration
    from sqlalchemy import create_engine

    connection = create_engine(context.config.get_main_option("sqlalchemy.url") or "").connect()

context.configure(
    connection=connection, target_metadata=Table.metadata, render_as_batch=True, compare_type=True
)
with context.begin_transaction():
    context.run_migrations()
