/* Share buttons and comments. Nothing here is needed to read a post. */
(() => {
  const all = (css, act) => document.querySelectorAll(css).forEach(act)

  /* Is the page dark? The ground that is painted behind an element says so, whatever the theme. */
  const isDark = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) || []).map(Number)
      if (alpha > 0.5) return 0.299 * r + 0.587 * g + 0.114 * b < 128
    }
    return matchMedia("(prefers-color-scheme: dark)").matches && /dark/.test(getComputedStyle(document.documentElement).colorScheme)
  }

  const load = (box) => {
    if (box.dataset.loaded) return
    box.dataset.loaded = "yes"
    box.querySelector("button")?.remove()
    const told = JSON.parse(box.dataset.comments)
    const theme = told.themes[+isDark(box)]
    if (told.element) box.append(Object.assign(document.createElement("div"), { id: told.element }))
    if (told.disqus) window.disqus_config = function () { Object.assign(this.page, { ...told.disqus, url: told.disqus.url || location.href }) }
    if (told.remark) window.remark_config = { ...told.remark, url: told.remark.url || location.origin + location.pathname, theme }
    const script = document.createElement("script")
    for (const [name, value] of Object.entries(told.attributes)) script.setAttribute(name, value.replace("{theme}", theme))
    script.async = true
    script.src = told.src
    box.append(script)
  }

  /* The comments follow the page from light to dark. */
  const follow = () => all("[data-loaded]", (box) => {
    const theme = JSON.parse(box.dataset.comments).themes[+isDark(box)]
    const frame = box.querySelector("iframe")?.contentWindow
    window.REMARK42?.changeTheme?.(theme)
    if (!frame || !theme) return
    frame.postMessage({ giscus: { setConfig: { theme } } }, "https://giscus.app")
    frame.postMessage({ type: "set-theme", theme }, "https://utteranc.es")
  })

  const start = () => {
    if (navigator.share) all("button[data-share=native]", (button) => { button.hidden = false })
    if (navigator.clipboard) all("button[data-share=copy]", (button) => { button.hidden = false })
    all("[data-comments]:not([data-seen])", (box) => {
      box.dataset.seen = "yes"
      const button = box.querySelector("button")
      if (button) {
        button.hidden = false
        button.onclick = () => load(box)
      } else {
        new IntersectionObserver((seen, observer) => {
          if (!seen.some((entry) => entry.isIntersecting)) return
          observer.disconnect()
          load(box)
        }, { rootMargin: "400px" }).observe(box)
      }
    })
  }

  start()
  if (window.blogposts) return
  window.blogposts = true
  window.document$?.subscribe(start)
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button[data-share]")
    if (!button) return
    const url = document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0]
    if (button.dataset.share === "native") return navigator.share({ title: document.title, url }).catch(() => {})
    await navigator.clipboard.writeText(url)
    const said = button.parentElement.querySelector("[role=status]")
    said.textContent = said.dataset.copied
    setTimeout(() => { said.textContent = "" }, 3000)
  })
  new MutationObserver(follow).observe(document.documentElement, { attributes: true })
  new MutationObserver(follow).observe(document.body, { attributes: true })
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", follow)
})()
