"""The application, as gunicorn and flask find it."""

from surveys import create_app

app = create_app()

if __name__ == "__main__":
    from surveys.operating.starting import serve

    serve(app)
