"""Kehou: the after-school service (课后服务) of a whole city."""
