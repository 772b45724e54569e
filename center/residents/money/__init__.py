"""The money a resident has in custody (tiền lưu ký): accounts, receipts, the cash desk and its closings."""
