"""Clothing and kit by the norm in force (cấp phát quần áo, đồ dùng): what a person is owed, gets, and signs for."""
