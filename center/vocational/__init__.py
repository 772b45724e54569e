"""Classes, attendance and labour-therapy hours."""
