"""What decides in classes, registers and labour. Pure: plain values in, refusals out."""
