"""The main road in the engines of other browsers, by the protocols that they speak themselves."""
