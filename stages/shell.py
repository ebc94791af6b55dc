"""The script that the app runs."""

import streamlit as st

st.title("Reframe")
