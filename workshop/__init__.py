"""The workshop itself, whatever shows it; never imports streamlit."""
