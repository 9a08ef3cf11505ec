package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"

	"newsclip/clip"
)

// The size of images, in pixels.
const (
	imageWidth  = 900
	imageHeight = 600
)

func imageURL(clipNumber, number int) string {
	return fmt.Sprintf("%sspecimen-%d-%d", clip.ImageScheme, clipNumber, number)
}

// Image draws the image of an address that a clip has, a JPEG of hills or,
// every fifth, a chart in PNG, with its media type. Each is like no other.
func Image(url string) ([]byte, string, error) {
	var of, number int
	if _, err := fmt.Sscanf(url, clip.ImageScheme+"specimen-%d-%d", &of, &number); err != nil {
		return nil, "", fmt.Errorf("specimen has no image %q: %w", url, err)
	}
	random := rand.New(rand.NewPCG(uint64(of), uint64(number)))
	var out bytes.Buffer
	if of%5 == 4 {
		err := png.Encode(&out, chart(random))
		return out.Bytes(), "image/png", err
	}
	err := jpeg.Encode(&out, hills(random), &jpeg.Options{Quality: 80})
	return out.Bytes(), "image/jpeg", err
}

// hills are ranges, paler the farther they are, with some grain.
func hills(random *rand.Rand) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, imageWidth, imageHeight))
	hue := [3]float64{random.Float64(), random.Float64(), random.Float64()}
	const ranges = 4
	var heights [ranges][imageWidth]float64
	for k := range ranges {
		phase, pace := random.Float64()*6, 80+random.Float64()*160
		for x := range imageWidth {
			heights[k][x] = imageHeight*(0.35+0.15*float64(k)) + 45*math.Sin(float64(x)/pace+phase) + 15*math.Sin(float64(x)/23+phase*3)
		}
	}
	for y := range imageHeight {
		for x := range imageWidth {
			light := 235 - 60*float64(y)/imageHeight
			for k := range ranges {
				if float64(y) > heights[k][x] {
					light = 190 - 45*float64(k)
				}
			}
			light += random.Float64()*12 - 6
			i := picture.PixOffset(x, y)
			for c := range 3 {
				picture.Pix[i+c] = uint8(max(0, min(255, light*(0.72+0.36*hue[c]))))
			}
			picture.Pix[i+3] = 255
		}
	}
	return picture
}

// chart is bars on white.
func chart(random *rand.Rand) image.Image {
	palette := color.Palette{color.White, color.NRGBA{40, 70, 110, 255}, color.NRGBA{170, 60, 50, 255}, color.NRGBA{200, 200, 205, 255}}
	picture := image.NewPaletted(image.Rect(0, 0, imageWidth, imageHeight), palette)
	const bars = 12
	for bar := range bars {
		height := 60 + random.IntN(imageHeight-120)
		for y := imageHeight - 40 - height; y < imageHeight-40; y++ {
			for x := 40 + bar*70; x < 40+bar*70+48; x++ {
				picture.SetColorIndex(x, max(y, 0), uint8(1+bar%2))
			}
		}
	}
	for x := range imageWidth {
		picture.SetColorIndex(x, imageHeight-40, 3)
	}
	return picture
}
