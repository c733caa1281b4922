"""Pupils, guardians, staff, their rolls and their import; accounts, appointments and sign-in."""
