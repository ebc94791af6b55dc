"""Where it runs elsewhere: installed from a wheel, and behind a proxy below a path of a site."""
