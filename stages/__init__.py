"""What people see in Streamlit: the frame, and one room for each stage of the road."""

import sys

if "streamlit" not in sys.modules and "plotly" not in sys.modules:
    # The framework would load plotly here, a twelfth of a start, for a look of charts that none of
    # ours has: each has that of ``workshop.charts``.
    sys.modules["plotly"] = None  # type: ignore[assignment]
    import streamlit  # noqa: F401

    del sys.modules["plotly"]
