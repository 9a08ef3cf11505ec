package extract

func (x *reading) resolveRelative() {}
