package app

import (
	"testing"

	"newsclip/clip"
	"newsclip/clip/intake"
	"newsclip/clip/store"
)

// TestAMailWithoutATitleHasItsSubject takes the subject where the text has no
// title, also after a crash.
func TestAMailWithoutATitleHasItsSubject(t *testing.T) {
	mail := "Subject: Fwd: Mill of Lower Wend closes\nFrom: desk@gazette.example\n\n" +
		"The paper mill of Lower Wend closes in spring, its owner said on Monday. About two hundred people work there, some in the third generation, and most of them live in the village.\n\n" +
		"The union calls the decision hasty and asks for talks before Christmas; the mayor wants a plan that keeps the turbine running, at least until the new line is built.\n"
	inputs, err := intake.Recognise("", []byte("MIME-Version: 1.0\n"+mail))
	if err != nil {
		t.Fatal(err)
	}
	w, ok, err := wantedOf(inputs[0], AddOptions{})
	if err != nil || !ok {
		t.Fatalf("it does not wait in the queue: %v", err)
	}
	again := resumed(store.Job{Note: w.Note}, AddOptions{}, nil).input
	again.Data = w.Data
	a := open(t)
	for name, in := range map[string]intake.Input{"at once": inputs[0], "after a crash": again} {
		results, err := a.Add(t.Context(), []intake.Input{in}, AddOptions{Duplicates: KeepBoth})
		if err != nil || results[0].Err != nil {
			t.Fatal(err, results[0].Err)
		}
		v := results[0].Clip.Version
		if v.Title != "Mill of Lower Wend closes" || len(v.Body.Leaves()) != 2 {
			t.Errorf("%s: title %q, text %q", name, v.Title, v.Body.Plain())
		}
		want := clip.Evidence{Field: clip.FieldTitle, Value: v.Title, Source: "subject", Chosen: true}
		if len(v.Evidence) == 0 || v.Evidence[len(v.Evidence)-1] != want {
			t.Errorf("%s: evidence %+v", name, v.Evidence)
		}
	}
}
