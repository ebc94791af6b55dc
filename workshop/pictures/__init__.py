"""Pictures that came from outside: made new from their pixels, by processes of their own."""
