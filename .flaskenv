FLASK_APP=townhall.app:create_app
