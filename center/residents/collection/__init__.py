"""The information sheet of a stay (phiếu thu thập thông tin): what is asked once, and used by every later paper."""
