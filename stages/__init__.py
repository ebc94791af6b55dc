"""What people see in Streamlit: the frame, and one room for each stage of the road."""
