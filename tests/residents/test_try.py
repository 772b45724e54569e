def test_pages(as_role):
    for role, urls in {
        "intake": ["/", "/intake/new", "/residents", "/residents/search?q=an", "/residents/badges","/residents/sheet"],
        "director": ["/"], "counsellor": ["/"], "administrator": ["/"],
    }.items():
        v = as_role(role)
        for url in urls:
            v.page(url)
