/* The style and the script of pictures, from the files in page/. */
#ifndef VALDI_PAGE_H
#define VALDI_PAGE_H

extern const char page_picture_css[], page_page_css[], page_page_js[];

#endif
