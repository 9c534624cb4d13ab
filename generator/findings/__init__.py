"""What a check finds, which errors end a command, and who may see what: plain values."""
