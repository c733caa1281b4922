from kehou.people.queries.seats import SeatOf, seats_of
from kehou.people.queries.sessions import Seating, seating_of

__all__ = ["SeatOf", "Seating", "seating_of", "seats_of"]
