"""The desk: declarative ModelAdmins and the desk's own pages. Rules live in `editorial`; this room calls them."""
