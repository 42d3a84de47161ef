# A window whose content is a list of files: what a file manager is to a drag. It ends when the drag does.
# usage: drag-source.py X Y FILE...
import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk

SIZE = 60
x, y, *paths = sys.argv[1:]
uris = [pathlib.Path(path).resolve().as_uri() for path in paths]

window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(SIZE, SIZE)
window.move(int(x), int(y))
handle = Gtk.EventBox()
handle.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
handle.drag_source_add_uri_targets()
handle.connect("drag-data-get", lambda _widget, _context, data, _info, _time: data.set_uris(uris))
handle.connect("drag-end", lambda *_: Gtk.main_quit())
window.add(handle)
window.connect("map-event", lambda *_: print("ready", flush=True))
window.show_all()
Gtk.main()
