"""A resident's things in custody (đồ lưu ký), and what was found that nobody may have (đồ vật cấm)."""
