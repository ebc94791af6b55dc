"""What other parts of the product may count on."""

import pickle

import workshop.measures as measures


def test_every_public_name_is_there():
    """All that is listed can be imported from the package itself, and nothing is a module."""
    for name in measures.__all__:
        assert hasattr(measures, name)
        assert type(getattr(measures, name)).__name__ != "module"


def test_results_can_be_cached():
    """A page's cache stores results as bytes and reads the same result back."""
    results = [
        measures.equity([measures.SegmentSpend("A", 250, 1.0, 22000000)]),
        measures.overlap([measures.SpendLine("Council", "A", "play", 5)]),
        measures.evenness([12, 9, 3]),
    ]
    assert pickle.loads(pickle.dumps(results)) == results
