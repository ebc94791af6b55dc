"""What printed files share: fonts, glyphs and typesetting."""
